import { type Felt, feel } from '../feeling/feel.ts'
import { identify } from '../identify/identify.ts'
import type { Post } from '../matcher/post.ts'
import type { HeardPost } from '../sources/heard.ts'

/** A heard post as queries see it. What has to be worked out is so only when a query asks for it, once. */
export class JudgedPost implements Post {
  readonly heard: HeardPost
  readonly text: string
  readonly title: string | undefined
  readonly author: Post['author']
  readonly to: readonly string[] | undefined
  readonly site: string
  readonly url: string | undefined
  readonly links: readonly string[] | undefined
  readonly source: string | undefined
  readonly type: string
  readonly has: readonly string[] | undefined
  readonly country: string | undefined
  private spoken: string | undefined
  private felt: Felt | undefined

  constructor(heard: HeardPost) {
    this.heard = heard
    this.text = heard.text
    this.title = heard.title
    this.author = heard.author
    this.to = heard.to
    this.site = heard.site
    this.url = heard.url
    this.links = heard.links
    this.source = heard.network ?? 'web'
    this.type = heard.kind
    this.has = heard.has
    this.country = heard.country
  }

  /** Empty where nothing tells. */
  get language(): string {
    this.spoken ??= identify(`${this.title ?? ''} ${this.text}`, { tag: this.heard.language }).language ?? ''
    return this.spoken
  }

  get sentiment(): string {
    this.felt ??= feel(this.text, { language: this.language })
    return this.felt.sentiment
  }

  get likes(): number | undefined {
    return this.heard.numbers?.likes
  }

  get reposts(): number | undefined {
    return this.heard.numbers?.reshares
  }

  get reach(): number | undefined {
    return reachOf(this.heard)
  }
}

/** How many people it could reach: as told, else as often as it was seen, else as many as follow its author. */
export const reachOf = ({ numbers, author }: HeardPost): number | undefined =>
  numbers?.reach ?? numbers?.views ?? author.followers
