import type { PreviewProps } from '../../../web/preview-contract.ts'
import { ArticleMedia, ArticleText } from '../../families/article/web/article-body.tsx'
import styles from './preview.module.css'

/** As the theme that comes with the software sets a post: main tag, large title, excerpt, picture, words in a narrow column. */
export function Preview({ account, content, mediaUrl, locale, now, zone, say }: PreviewProps) {
  const { options, parts } = content
  const feature =
    typeof options.featureImage === 'string' && options.featureImage ? mediaUrl(options.featureImage) : undefined
  const tags = Array.isArray(options.tags) ? options.tags : []
  const main = tags.find((tag) => !tag.startsWith('#'))
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: zone }).format(now)
  return (
    <article className={styles.page}>
      <header className={styles.site}>{account.name}</header>
      {main && <p className={styles.tag}>{main}</p>}
      <h3 className={styles.title} data-empty={!options.title || undefined}>
        {String(options.title || say('ghost-cms.preview.untitled'))}
      </h3>
      {options.excerpt && <p className={styles.excerpt}>{String(options.excerpt)}</p>}
      {options.type !== 'page' && (
        <p className={styles.meta}>
          {account.avatarUrl && <img src={account.avatarUrl} alt="" />}
          <span>
            {account.name} · {day}
          </span>
          {options.visibility !== undefined && options.visibility !== 'public' && (
            <span className={styles.badge}>{say('ghost-cms.preview.members')}</span>
          )}
          {options.newsletter && <span className={styles.badge}>{say('ghost-cms.preview.email')}</span>}
        </p>
      )}
      {feature && <img className={styles.feature} src={feature.url} alt="" />}
      {parts.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is known by its place
        <div key={place} className={styles.body}>
          <ArticleText text={part.text} />
          <ArticleMedia media={part.media} mediaUrl={mediaUrl} />
        </div>
      ))}
    </article>
  )
}
