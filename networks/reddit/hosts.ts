/** The network's own hosts; a practice account has all of them below the lab's prefix. */
const official = { api: 'https://oauth.reddit.com', web: 'https://www.reddit.com' }

export type Hosts = typeof official

/** `server` is the account's: the official API, or the lab's prefix. */
export const hostsOf = (server: string): Hosts =>
  server === official.api ? official : { api: server, web: `${server}/www` }

export const officialServer = official.api
/** Where people open things, whatever host answers. */
export const siteAddress = (path: string): string => `${official.web}${path}`
