import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/ask.ts'
import { addressOfConversation, type Conversation } from '../../api/inbox.ts'
import { type Macro, macros, runMacro, undoMacro } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'

/** Several acts with one press, and the way back from them. */
export function MacroMenu({ head }: { head: Conversation }) {
  const say = useWords()
  const format = useFormat()
  const asked = useQuery(macros(head.brandId))
  const touches = [addressOfConversation(head.brandId, head.id), '/api/inbox']
  const undo = useAct((runId: string) => undoMacro(head.brandId, runId), {
    touches,
    done: ({ kept }) =>
      toast(
        kept.length === 0
          ? say('service.macro.undone')
          : say('service.macro.undone.partly', { fields: format.list(kept.map((one) => say(`service.kept.${one}`))) }),
      ),
  })
  const run = useAct((macro: Macro) => runMacro(head.brandId, macro.id, head.id), {
    touches,
    done: ({ id }, macro) =>
      toast(say('service.macro.ran', { name: macro.name }), {
        act: { text: say('ui.undo'), onAct: () => undo.mutate(id) },
      }),
  })
  const all = asked.data?.items ?? []
  if (all.length === 0) return null
  return (
    <Menu
      label={say('service.macros')}
      placement="top start"
      trigger={<IconButton icon="play" label={say('service.macros')} />}
    >
      {all.slice(0, 20).map((macro) => (
        <MenuItem
          key={macro.id}
          text={macro.name}
          isDisabled={run.isPending}
          hint={format.list(macro.acts.map((act) => say(`service.act.${act.do}`)))}
          onAction={() => run.mutate(macro)}
        />
      ))}
    </Menu>
  )
}
