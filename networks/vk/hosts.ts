/** Where each part of the network stands: its own hosts, or for a practice account the lab's paths. */
export type Hosts = { api: string; signIn: string }

export const officialServer = 'https://api.vk.com'

export const hostsOf = (server: string): Hosts =>
  server === officialServer ? { api: server, signIn: 'https://id.vk.com' } : { api: server, signIn: `${server}/id` }
