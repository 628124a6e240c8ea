type Account = { id: string; network: string; name: string; handle: string }
type Network = { id: string; name: string }

/** The ids of the accounts that are meant by handle, name, id, or network; without a wish the only one there is. */
export function pickAccounts(wanted: string[] | undefined, accounts: Account[], networks: Network[]): string[] {
  const [only, ...others] = accounts
  if (!wanted?.length && only && !others.length) return [only.id]
  if (!wanted?.length) throw new Error(`Say which account with --account. ${whatIs(accounts)}`)
  return [...new Set(wanted.flatMap((name) => accountsCalled(name, accounts, networks)))]
}

function accountsCalled(name: string, accounts: Account[], networks: Network[]): string[] {
  const word = fold(name)
  const called = accounts.filter((one) => [one.id, one.handle, one.name].some((known) => fold(known) === word))
  const network = networks.find((one) => [one.id, one.name].some((known) => fold(known) === word))
  const found = called.length ? called : accounts.filter((one) => one.network === network?.id)
  if (found.length) return found.map((one) => one.id)
  throw new Error(
    network
      ? `No account on ${network.name} is connected. ${whatIs(accounts)}`
      : `No account or network is called "${name}". ${whatIs(accounts)}`,
  )
}

const fold = (text: string) => text.toLowerCase().replace(/^@/, '').trim()

const whatIs = (accounts: Account[]) =>
  accounts.length
    ? `There is: ${accounts.map((one) => `${one.handle || one.name} (${one.network})`).join(', ')}.`
    : 'There is none yet: connect one in the desk first.'
