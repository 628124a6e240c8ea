import { defineNetwork } from '../contract.ts'
import { health } from './account.ts'
import { edit, remove } from './change.ts'
import composing from './compose.ts'
import { inbox } from './inbox.ts'
import { metrics } from './metrics.ts'
import { moderate } from './moderate.ts'
import { oauthWay, refresh } from './oauth.ts'
import { profile } from './profile.ts'
import { publish } from './publish.ts'
import { ownPosts, readBack, search } from './read-back.ts'

export default defineNetwork({
  composing,
  authority: 'documentation-verified',
  app: {
    fields: [
      { key: 'clientId', kind: 'text', label: 'reddit.app.id', help: 'reddit.app.id.help' },
      { key: 'clientSecret', kind: 'password', label: 'reddit.app.secret', help: 'reddit.app.secret.help' },
    ],
    guide: {
      console: 'https://www.reddit.com/prefs/apps',
      steps: [1, 2, 3, 4].map((step) => `reddit.guide.${step}`),
      review: 'reddit.guide.review',
    },
  },
  connect: [oauthWay],
  health,
  profile,
  refresh,
  appOf: ({ app }) => app.clientId ?? '',
  /** 100 queries a minute by one app, averaged over ten: https://support.reddithelp.com/hc/en-us/articles/16160319875092 (read 2026-11-22). */
  rates: [{ per: 'app', calls: 1000, everyMs: 600_000 }],
  publish,
  readBack,
  ownPosts,
  remove,
  edit,
  inbox,
  moderate,
  metrics,
  search,
})
