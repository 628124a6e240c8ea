export const official = 'https://graph.threads.net'

/** Where graph, doors for tokens and the page of consent stand: the official hosts, or places below what stands in for them. */
export const hostsOf = (server: string) => ({
  graph: `${server}/v1.0`,
  doors: server,
  dialog: server === official ? 'https://www.threads.net/oauth/authorize' : `${server}/oauth/authorize`,
})
