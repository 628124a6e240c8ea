import { useWords } from '../../../i18n/words.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx'
import { toast } from '../../../ui/toast.tsx'
import { webAddress } from '../timeline/fold-text.ts'
import type { ConversationActs } from './use-conversation-acts.ts'
import { useOpen } from './use-open.ts'

export function MoreMenu({ acts }: { acts: ConversationActs }) {
  const say = useWords()
  const { head } = useOpen()
  const there = webAddress(head.subject.url)
  const copy = () =>
    void navigator.clipboard.writeText(window.location.href).then(
      () => toast(say('ui.copied')),
      () => toast(say('inbox.notCopied'), { tone: 'bad' }),
    )
  return (
    <Menu
      label={say('inbox.more')}
      placement="bottom end"
      trigger={<IconButton icon="more" label={say('inbox.more')} />}
    >
      <MenuItem
        icon={head.unread ? 'eye' : 'mail'}
        text={say(head.unread ? 'inbox.act.read' : 'inbox.act.unread')}
        onAction={acts.unread}
      />
      <MenuItem icon="team" text={say('inbox.act.assign')} onAction={acts.assign} />
      <MenuItem icon="snooze" text={say('inbox.act.snooze')} onAction={acts.snooze} />
      <MenuItem icon="tag" text={say('inbox.act.label')} onAction={acts.label} />
      <MenuItem icon="heart" text={say('inbox.act.tone')} onAction={acts.tone} />
      <MenuItem icon="link" text={say('inbox.copyLink')} onAction={copy} />
      {there && (
        <MenuItem
          icon="external"
          text={say('inbox.openThere')}
          onAction={() => window.open(there, '_blank', 'noopener,noreferrer')}
        />
      )}
      <MenuSeparator />
      {head.state === 'spam' ? (
        <MenuItem icon="undo" text={say('inbox.act.notSpam')} onAction={acts.reopen} />
      ) : (
        <MenuItem icon="block" danger text={say('inbox.act.spam')} onAction={acts.spam} />
      )}
    </Menu>
  )
}
