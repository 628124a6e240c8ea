import { useWords } from '../../../../i18n/words.tsx'
import { Drawer } from '../../../../ui/dialog.tsx'
import styles from './write.module.css'

/** What may be written, by what it says. */
const written = {
  forms: ['coffee'],
  exact: ['!coffee', '=Apple'],
  star: ['coff*', 'c?ffee'],
  tag: ['#coffee', '@nike', '$AAPL', '☕'],
  phrase: ['"flat white"'],
  loose: ['"late parcel"~4'],
  near: ['parcel NEAR/4 late', 'parcel /4f late'],
  sentence: ['parcel NEAR/s late'],
  and: ['coffee AND tea', 'coffee tea'],
  or: ['coffee OR tea', 'coffee | tea'],
  not: ['coffee NOT job', 'coffee -job'],
  brackets: ['(coffee OR tea) AND late'],
  lang: ['lang:bg', 'lang:(bg | uk)'],
  from: ['from:nike', 'to:nike', 'author:"Jane Doe"'],
  site: ['site:example.com', 'url:/reviews/', 'link:example.com'],
  kind: ['type:review', 'has:image', 'source:web'],
  feeling: ['sentiment:negative', 'country:pl', 'title:"big sale"'],
  number: ['followers:>10k', 'likes:>=5', 'reposts:>2', 'reach:>1m'],
  comment: ['<<< … >>>'],
} as const

const topics = Object.keys(written) as (keyof typeof written)[]

export function QueryHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const say = useWords()
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={say('queries.help')}>
      <dl className={styles.help}>
        {topics.map((topic) => (
          <div key={topic}>
            <dt>
              {written[topic].map((one) => (
                <span key={one}>
                  <code>{one}</code>{' '}
                </span>
              ))}
            </dt>
            <dd>{say(`queries.help.${topic}`)}</dd>
          </div>
        ))}
      </dl>
    </Drawer>
  )
}
