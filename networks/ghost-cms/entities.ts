/** What of the site's answers is read here. Source: https://docs.ghost.org/admin-api/posts/overview (read 2026-11-22). */
export type Post = {
  id: string
  slug: string
  title: string
  html?: string | null
  status: string
  url: string
  updated_at: string
  published_at: string | null
  created_at: string
  authors?: { id: string; name: string }[]
  email?: { email_count?: number; opened_count?: number } | null
  count?: { clicks?: number }
}

export type Site = {
  title: string
  description: string | null
  logo: string | null
  icon: string | null
  cover_image?: string | null
  url: string
  version: string
}
