/** What of the site's answers is read here. Source: https://developer.wordpress.org/rest-api/reference/ (read 2026-11-22). */
export type Post = {
  id: number
  date_gmt: string | null
  modified_gmt: string
  slug: string
  status: string
  type: string
  link: string
  title: { raw?: string; rendered: string }
  content: { raw?: string; rendered: string }
  author: number
  featured_media: number
  sticky?: boolean
}

export type Media = {
  id: number
  source_url: string
  mime_type: string
  alt_text: string
  title?: { rendered: string }
}

export type Comment = {
  id: number
  post: number
  parent: number
  author: number
  author_name: string
  author_url: string
  author_avatar_urls?: Record<string, string>
  date_gmt: string
  content: { raw?: string; rendered: string }
  link: string
  status: string
}

export type User = {
  id: number
  name: string
  slug: string
  username?: string
  link: string
  avatar_urls?: Record<string, string>
  roles?: string[]
  capabilities?: Record<string, boolean>
}

export type Settings = {
  title: string
  description: string
  url: string
  default_comment_status: string
}

export type SiteIndex = {
  name: string
  description: string
  url: string
  home: string
  site_icon_url?: string
  authentication?: unknown
}

/** Moments of the site come without a zone; those named gmt are UTC. */
export const momentOf = (gmt: string | null): Date => new Date(`${gmt ?? '1970-01-01T00:00:00'}Z`)
