import type { World } from '../../kernel/world.ts'

const owner = (accountId: string) => `account ${accountId}`

export const sealSecrets = (world: World, accountId: string, secrets: Record<string, string>) =>
  world.secrets.seal(JSON.stringify(secrets), owner(accountId))

export const openSecrets = (world: World, accountId: string, sealed: string) =>
  JSON.parse(world.secrets.open(sealed, owner(accountId))) as Record<string, string>
