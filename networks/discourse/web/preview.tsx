import { Sign } from '../../../web/preview/sign.tsx'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { ForumTopic } from '../../families/forum/web/forum-topic.tsx'
import composing from '../compose.ts'
import { forumFacts } from '../site-facts.ts'

/** As the forum's own theme shows a topic. */
export function Preview(props: PreviewProps) {
  const { content, account, say } = props
  const { options } = content
  const category = forumFacts(account.facts).categories.find(({ id }) => String(id) === options.category)
  const tags = Array.isArray(options.tags) ? options.tags : []
  return (
    <ForumTopic
      {...props}
      look="plain"
      title={String(options.title || say('discourse.preview.untitled'))}
      filed={[...(category ? [category.name] : []), ...tags]}
      spansOf={(text) => composing.spans(text, content)}
      underPoll={say('discourse.preview.voters')}
      acts={
        <>
          <Sign size={18}>
            <path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.3a4.2 4.2 0 0 1 7.5 2.7C19.5 15.4 12 20 12 20Z" />
          </Sign>
          <span>
            <Sign size={16}>
              <path d="M10 6 4 12l6 6M4 12h11a5 5 0 0 1 5 5v1" />
            </Sign>{' '}
            {say('discourse.preview.reply')}
          </span>
        </>
      }
    />
  )
}
