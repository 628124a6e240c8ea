import type { ReactNode } from 'react'
import type { Dashboard } from '../../../api/listening-dashboard.ts'
import { useWords } from '../../../i18n/words.tsx'
import styles from './dashboard.module.css'
import { MentionsLink } from './mentions-link.tsx'
import { useFigure } from './use-figure.ts'

/** What there is to know at a glance, each beside what it was in the period before. */
export function FiguresRow({ found }: { found: Dashboard }) {
  const say = useWords()
  const figure = useFigure()
  const { all } = found
  const was = found.previous?.all
  const moved = (now: number, before: number | undefined) =>
    before === undefined || before === 0 ? undefined : figure.movedShare((now - before) / before)
  return (
    <div className={styles.figures}>
      <Figure name={say('figures.mentions')} moved={moved(all.mentions, was?.mentions)}>
        <MentionsLink>{figure.count(all.mentions)}</MentionsLink>
      </Figure>
      <Figure
        name={say('figures.net')}
        text={say('figures.net.formula')}
        moved={all.net !== null && was?.net != null ? figure.net(all.net - was.net) : undefined}
      >
        {figure.net(all.net)}
      </Figure>
      <Figure name={say('figures.reach')} text={say('figures.reach.formula')} moved={moved(all.reach, was?.reach)}>
        <MentionsLink filter={{ minReach: '1' }}>{figure.large(all.reach)}</MentionsLink>
      </Figure>
      <Figure
        name={say('figures.interestedShare')}
        text={say('figures.interested.formula')}
        moved={
          all.interestedShare !== null && was?.interestedShare != null
            ? figure.movedShare(all.interestedShare - was.interestedShare)
            : undefined
        }
      >
        <MentionsLink filter={{ intents: 'question,purchase' }}>{figure.share(all.interestedShare)}</MentionsLink>
      </Figure>
      <Figure
        name={say('figures.newAuthors')}
        text={say('figures.newAuthors.of', { count: all.authors })}
        moved={moved(all.newAuthors, was?.newAuthors)}
      >
        <MentionsLink filter={{ newcomers: 'true' }}>{figure.count(all.newAuthors)}</MentionsLink>
      </Figure>
      <Figure name={say('figures.copies')} text={say('figures.copies.text')} moved={moved(all.copies, was?.copies)}>
        <MentionsLink filter={{ originals: 'false' }}>{figure.count(all.copies)}</MentionsLink>
      </Figure>
    </div>
  )
}

type FigureProps = { name: string; text?: string; moved: string | undefined; children: ReactNode }

function Figure({ name, text, moved, children }: FigureProps) {
  const say = useWords()
  return (
    <section className={styles.figure}>
      <h2 className={styles.name}>{name}</h2>
      <div className={styles.big}>{children}</div>
      {moved !== undefined && <p className={styles.moved}>{say('figures.moved', { moved })}</p>}
      {text && <p className={styles.dim}>{text}</p>}
    </section>
  )
}
