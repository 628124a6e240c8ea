import type { BrandRole, WorkspaceRole } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Swatch } from '../../ui/avatar.tsx'
import { Badge } from '../../ui/feedback.tsx'
import { Row } from '../../ui/layout.tsx'

/** Who one is for each brand, as far as the reader may see those brands. */
export function RolesInWords({ role, brandRoles }: { role: WorkspaceRole; brandRoles: Record<string, BrandRole> }) {
  const say = useWords()
  const { brands } = useMe()
  if (role === 'owner') return null
  const known = brands.filter((brand) => brandRoles[brand.id])
  return (
    <Row gap={1}>
      {known.map((brand) => (
        <Badge key={brand.id}>
          <Swatch color={brand.color} /> {brand.name}: {say(`people.role.${brandRoles[brand.id]}`)}
        </Badge>
      ))}
      {known.length === 0 && <Badge tone="warn">{say('people.role.nowhere')}</Badge>}
    </Row>
  )
}
