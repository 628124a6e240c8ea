import { Sign } from '../../../web/preview/sign.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { ForumTopic } from '../../families/forum/web/forum-topic.tsx'
import composing from '../compose.ts'
import { forumFacts } from '../site-facts.ts'

/** As the forum's own theme shows a topic: posts in boxes. */
export function Preview(props: PreviewProps) {
  const { content, account, say } = props
  const { options } = content
  const { categories } = forumFacts(account.facts)
  const category = categories.find(({ cid }) => String(cid) === options.category) ?? categories[0]
  const tags = Array.isArray(options.tags) ? options.tags : []
  return (
    <ForumTopic
      {...props}
      look="boxed"
      title={String(options.title || say('nodebb.preview.untitled'))}
      filed={[...(category ? [category.name] : []), ...tags]}
      spansOf={(text) => composing.spans(text, content)}
      underPoll=""
      acts={
        <>
          <span>{say('nodebb.preview.reply')}</span>
          <span>
            <Sign size={15}>
              <path d="m6 15 6-6 6 6" />
            </Sign>{' '}
            0{' '}
            <Sign size={15}>
              <path d="m6 9 6 6 6-6" />
            </Sign>
          </span>
        </>
      }
    />
  )
}
