import type { Scope } from '../contract.ts'

/** https://developers.google.com/youtube/v3/guides/auth/server-side-web-apps#identify-access-scopes (read 2026-11-22). */
export const scopes: Scope[] = [
  { name: 'https://www.googleapis.com/auth/youtube.upload', why: 'youtube.scope.upload', needed: true },
  { name: 'https://www.googleapis.com/auth/youtube.force-ssl', why: 'youtube.scope.manage', needed: true },
  { name: 'https://www.googleapis.com/auth/yt-analytics.readonly', why: 'youtube.scope.analytics', needed: false },
]
