import { hostOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import { ArticleMedia, ArticleText } from '../../families/article/web/article-body.tsx'
import { siteFacts } from '../site-facts.ts'
import styles from './preview.module.css'

/** As the theme that comes with the software sets a post: the site's name, the title, the words in a narrow column. */
export function Preview({ account, content, mediaUrl, locale, now, zone, say }: PreviewProps) {
  const { options, parts, firstComment } = content
  const featured = typeof options.featured === 'string' && options.featured ? mediaUrl(options.featured) : undefined
  const chosen = Array.isArray(options.categories) ? options.categories : []
  const categories = siteFacts(account.facts).categories.filter(({ id }) => chosen.includes(String(id)))
  const tags = Array.isArray(options.tags) ? options.tags : []
  const isPost = options.type !== 'page'
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone }).format(now)
  return (
    <article className={styles.page}>
      <header className={styles.site}>
        <b>{account.name}</b>
        <span>{hostOf(account.server)}</span>
      </header>
      {featured && <img className={styles.featured} src={featured.url} alt="" />}
      <h3 className={styles.title} data-empty={!options.title || undefined}>
        {String(options.title || say('wordpress.preview.untitled'))}
      </h3>
      {isPost && (
        <p className={styles.meta}>
          {day} · {say('wordpress.preview.by', { name: account.name })}
          {categories.map(({ id, name }) => (
            <span key={id}> · {name}</span>
          ))}
        </p>
      )}
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <div key={place}>
          <ArticleText text={part.text} />
          <ArticleMedia media={part.media} mediaUrl={mediaUrl} />
          {part.media.some((one) => one.kind === 'document') && (
            <span className={styles.button}>{say('wordpress.preview.download')}</span>
          )}
        </div>
      ))}
      {isPost && tags.length > 0 && <p className={styles.meta}>{tags.join(', ')}</p>}
      {firstComment?.trim() && (
        <section className={styles.comment}>
          <b>{say('wordpress.preview.comment')}</b>
          <p>{firstComment}</p>
        </section>
      )}
    </article>
  )
}
