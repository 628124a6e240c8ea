import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Menu } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { call } from '../api/call.ts'
import type { PostLine } from '../api/content.ts'
import { mayAs } from '../api/team.ts'
import { useSpoken } from '../i18n/words.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { MenuItem, MenuSection } from '../ui/menu.tsx'
import { type BrandHere, useBrandHere, useMe } from './here.ts'
import { useScreens } from './nav.tsx'
import styles from './palette.module.css'
import { addressIn } from './screen.ts'

type Entry = { id: string; text: string; hint?: string; icon?: IconName; brand?: BrandHere; to: string }

/** Anywhere by typing a part of its name: screens, brands, posts. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { say, tag } = useSpoken()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const sections = useSections(typed)
  const folded = typed.toLocaleLowerCase(tag)
  const go = (to: string) => {
    onClose()
    void navigate({ to })
  }
  return (
    <ModalOverlay isOpen onOpenChange={(open) => !open && onClose()} isDismissable className={styles.veil ?? ''}>
      <Modal className={styles.palette ?? ''}>
        <Dialog aria-label={say('shell.palette')} className={styles.dialog ?? ''}>
          <Autocomplete
            inputValue={typed}
            onInputChange={setTyped}
            filter={(text) => text.toLocaleLowerCase(tag).includes(folded)}
          >
            <TextField aria-label={say('shell.palette.open')} autoFocus className={styles.search ?? ''}>
              <Icon name="search" />
              <Input placeholder={say('shell.palette.placeholder')} className={styles.input ?? ''} />
            </TextField>
            <Menu
              aria-label={say('shell.palette')}
              className={styles.menu ?? ''}
              renderEmptyState={() => <p className={styles.none}>{say('ui.combo.none')}</p>}
            >
              {sections.map((section) => (
                <MenuSection key={section.title} title={section.title}>
                  {section.entries.map((entry) => (
                    <MenuItem
                      key={entry.id}
                      id={entry.id}
                      text={entry.text}
                      hint={entry.hint}
                      icon={entry.icon}
                      before={
                        entry.brand && (
                          <Avatar name={entry.brand.name} tint={entry.brand.color} size={24} shape="square" />
                        )
                      }
                      onAction={() => go(entry.to)}
                    />
                  ))}
                </MenuSection>
              ))}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function useSections(typed: string): { title: string; entries: Entry[] }[] {
  const { say } = useSpoken()
  const { brands } = useMe()
  const brand = useBrandHere()
  const found = useFoundPosts(brand, typed)
  const places = useScreens().map((screen) => ({
    id: screen.path,
    text: say(screen.nav.label),
    icon: screen.nav.icon,
    to: addressIn(screen, brand?.id),
  }))
  return [
    { title: say('shell.palette.places'), entries: places },
    { title: say('shell.palette.posts'), entries: found },
    {
      title: say('shell.brands'),
      entries: brands.map((one) => ({ id: one.id, text: one.name, brand: one, to: `/brands/${one.id}` })),
    },
  ].filter((section) => section.entries.length > 0)
}

function useFoundPosts(brand: BrandHere | undefined, typed: string): Entry[] {
  const wanted = typed.trim()
  const asked = useQuery({
    queryKey: [`/api/brands/${brand?.id}/posts`, { q: wanted }, 'palette'],
    queryFn: ({ signal }) =>
      call<{ items: PostLine[] }>('GET', `/api/brands/${brand?.id}/posts`, { query: { q: wanted, limit: 6 }, signal }),
    enabled: brand !== undefined && mayAs(brand.role, 'viewer') && wanted.length > 1,
  })
  return (asked.data?.items ?? []).map((post) => ({
    id: post.id,
    text: post.title || post.excerpt || wanted,
    hint: post.title ? post.excerpt : undefined,
    icon: 'posts',
    to: `/brands/${brand?.id}/posts/${post.id}`,
  }))
}
