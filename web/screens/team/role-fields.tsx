import { type BrandRole, brandRoles, type Me, type WorkspaceRole } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Columns, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'

export type Roles = { role: WorkspaceRole; brandRoles: Record<string, BrandRole> }

/** The roles this person may give: in brands they own. The server refuses to hear of others. */
export function givenBy(person: Me, roles: Roles): { role?: WorkspaceRole; brandRoles: Roles['brandRoles'] } {
  const own = new Set(person.brands.filter((brand) => brand.role === 'owner').map((brand) => brand.id))
  const brandRoles = Object.fromEntries(Object.entries(roles.brandRoles).filter(([brandId]) => own.has(brandId)))
  return person.workspace.role === 'owner' ? { role: roles.role, brandRoles } : { brandRoles }
}

/** What somebody may do: everything, or a role for each brand. */
export function RoleFields({ value, onChange }: { value: Roles; onChange: (roles: Roles) => void }) {
  const say = useWords()
  const { brands, workspace } = useMe()
  const own = brands.filter((brand) => brand.role === 'owner')
  const choices = [
    { id: 'none' as const, text: say('people.role.none') },
    ...brandRoles.map((role) => ({
      id: role,
      text: say(`people.role.${role}`),
      hint: say(`people.role.${role}.hint`),
    })),
  ]
  const setBrand = (brandId: string, role: BrandRole | 'none') => {
    const { [brandId]: _, ...others } = value.brandRoles
    onChange({ ...value, brandRoles: role === 'none' ? others : { ...others, [brandId]: role } })
  }
  return (
    <Stack>
      {workspace.role === 'owner' && (
        <Checkbox
          isSelected={value.role === 'owner'}
          onChange={(owner) => onChange({ ...value, role: owner ? 'owner' : 'member' })}
          hint={say('people.role.workspaceOwner.hint')}
        >
          {say('people.role.workspaceOwner')}
        </Checkbox>
      )}
      {value.role === 'member' && (
        <Columns>
          {own.map((brand) => (
            <Select
              key={brand.id}
              label={brand.name}
              choices={choices}
              value={value.brandRoles[brand.id] ?? 'none'}
              onChange={(role) => setBrand(brand.id, role)}
            />
          ))}
        </Columns>
      )}
    </Stack>
  )
}
