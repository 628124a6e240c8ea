/** Where each part of the network stands: its own hosts, or for a practice account the lab's paths. */
export type Hosts = { rest: string; graph: string; token: string; signIn: string }

export const officialServer = 'https://api.ok.ru'

export const hostsOf = (server: string): Hosts => ({
  rest: `${server}/fb.do`,
  graph: `${server}/graph`,
  token: `${server}/oauth/token.do`,
  signIn: `${server === officialServer ? 'https://connect.ok.ru' : server}/oauth/authorize`,
})
