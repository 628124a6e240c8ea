export const direct = 'https://graph.instagram.com'
export const byPage = 'https://graph.facebook.com'
export const version = 'v25.0'

/** The two ways to sign in lead to two graphs, which a stand-in serves below one address. */
export const hostsOf = (server: string) =>
  server === direct || server === byPage
    ? {
        graph: `${server}/${version}`,
        dialog: 'https://www.instagram.com/oauth/authorize',
        token: 'https://api.instagram.com/oauth/access_token',
        longer: direct,
        pageDialog: `https://www.facebook.com/${version}/dialog/oauth`,
      }
    : {
        graph: `${server}/${version}`,
        dialog: `${server}/oauth/authorize`,
        token: `${server}/api/oauth/access_token`,
        longer: server,
        pageDialog: `${server}/dialog/oauth`,
      }
