import { type Ref, useEffect, useRef, useState } from 'react'
import { Menu } from 'react-aria-components/Menu'
import { useAct } from '../../../api/ask.ts'
import { type ActKind, makeAct, type SaidEntry, undoAct } from '../../../api/inbox.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Confirm } from '../../../ui/dialog.tsx'
import { Icon, type IconName } from '../../../ui/icon.tsx'
import { MenuItem } from '../../../ui/menu.tsx'
import { Popover } from '../../../ui/popover.tsx'
import { toast } from '../../../ui/toast.tsx'
import { waysOf } from '../conversation/mode.ts'
import { useEntryPlace } from '../conversation/use-entry-place.ts'
import { answerable } from '../conversation/use-target.ts'
import { offerUndo } from '../undo.ts'
import { actsFor } from './acts-for.ts'
import { webAddress } from './fold-text.ts'
import styles from './timeline.module.css'

const signs: Record<ActKind, IconName> = {
  ...{ like: 'heart', unlike: 'heart', hide: 'eye-off', unhide: 'eye', delete: 'trash', block: 'block' },
  ...{ unblock: 'undo', mute: 'pause', unmute: 'play', report: 'flag' },
}
/** What cannot be taken back at the network is asked about first. */
const asked: ActKind[] = ['delete', 'block', 'report']

/** What can be done with one message, as far as its network and one's role let. */
export function MessageActs({ entry }: { entry: SaidEntry }) {
  const say = useWords()
  const { head, answer, mode, refresh } = useEntryPlace()
  const [asking, setAsking] = useState<ActKind | null>(null)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const { said } = entry
  const tellDone = useToldOnceDone(entry)
  const act = useAct((kind: ActKind) => makeAct(head.brandId, said.id, kind), {
    done: (made) => {
      setAsking(null)
      tellDone(made.id)
      void refresh()
    },
  })
  const run = (kind: ActKind) => (asked.includes(kind) ? setAsking(kind) : act.mutate(kind))
  const possible = actsFor(entry, head.acts, head.may)
  const like = possible.find((kind) => kind === 'like' || kind === 'unlike')
  const rest = possible.filter((kind) => kind !== like)
  const there = webAddress(said.url)
  if (said.deleted && possible.length === 0 && !there) return null
  const way = mode === 'note' ? waysOf(head).find((one) => !one.barred)?.way : mode
  return (
    <div className={styles.acts}>
      {head.may.reply && way && answerable(entry) && (
        <Act icon="reply" label={say('inbox.act.replyTo')} onAct={() => answer(said.id, way)} />
      )}
      {like && <Act icon={signs[like]} label={say(`inbox.act.${like}`)} onAct={() => run(like)} />}
      {(rest.length > 0 || there) && (
        <Act
          icon="more"
          label={say('inbox.act.more')}
          isOpen={isMenuOpen}
          inner={more}
          onAct={() => setMenuOpen(!isMenuOpen)}
        />
      )}
      {isMenuOpen && (
        <Popover
          isOpen
          triggerRef={more}
          onOpenChange={setMenuOpen}
          placement="bottom start"
          aria-label={say('inbox.act.more')}
        >
          <Menu
            aria-label={say('inbox.act.more')}
            autoFocus="first"
            className={styles.menu ?? ''}
            onClose={() => setMenuOpen(false)}
          >
            {rest.map((kind) => (
              <MenuItem
                key={kind}
                id={kind}
                icon={signs[kind]}
                danger={asked.includes(kind)}
                text={say(`inbox.act.${kind}`)}
                onAction={() => run(kind)}
              />
            ))}
            {there && (
              <MenuItem
                icon="external"
                text={say('inbox.openThere')}
                onAction={() => window.open(there, '_blank', 'noopener,noreferrer')}
              />
            )}
          </Menu>
        </Popover>
      )}
      {asking && (
        <Confirm
          isOpen
          onClose={() => setAsking(null)}
          title={say(`inbox.ask.${asking}`)}
          act={say(`inbox.act.${asking}`)}
          danger
          isPending={act.isPending}
          onAct={() => act.mutate(asking)}
        >
          {say(`inbox.ask.${asking}.text`)}
        </Confirm>
      )}
    </div>
  )
}

/** The network takes its time: what was done is said, with a way back, once it is. */
function useToldOnceDone(entry: SaidEntry): (actId: string) => void {
  const say = useWords()
  const { head, refresh } = useEntryPlace()
  const [begun, setBegun] = useState<string | null>(null)
  const { mutate: undo } = useAct((actId: string) => undoAct(head.brandId, actId), {
    done: () => void refresh(),
  })
  const act = entry.acts.find((one) => one.id === begun)
  useEffect(() => {
    if (!act || act.state === 'waiting') return
    setBegun(null)
    if (act.state !== 'done') return
    const words = say(`inbox.acting.${act.kind}`)
    if (act.canUndo) offerUndo(words, say('ui.undo'), () => undo(act.id))
    else toast(words)
  }, [act, say, undo])
  return setBegun
}

type ActProps = {
  icon: IconName
  label: string
  onAct: () => void
  /** Of a button that opens a menu. */
  isOpen?: boolean
  inner?: Ref<HTMLButtonElement>
}

/** A plain button: a long conversation has hundreds of them, and each must cost next to nothing. */
function Act({ icon, label, onAct, isOpen, inner }: ActProps) {
  return (
    <button
      ref={inner}
      type="button"
      className={styles.act}
      aria-label={label}
      title={label}
      aria-haspopup={isOpen === undefined ? undefined : 'menu'}
      aria-expanded={isOpen}
      onClick={onAct}
    >
      <Icon name={icon} size={16} />
    </button>
  )
}
