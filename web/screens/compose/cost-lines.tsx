import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { Banner } from '../../ui/feedback.tsx'
import type { Voice } from './rules.ts'
import { sumsOf } from './sum-costs.ts'

/** What publishing costs at the networks themselves: for each account that asks for money, and together. */
export function CostLines({ voices }: { voices: readonly Voice[] }) {
  const say = useWords()
  const format = useFormat()
  const costs = voices.flatMap(({ account, cost }) => (cost ? [{ account, cost }] : []))
  if (costs.length === 0) return null
  const money = (amount: number, currency: string) =>
    format.number(amount, { style: 'currency', currency, maximumFractionDigits: 4 })
  const sums = sumsOf(costs.map((one) => one.cost)).map(({ amount, currency }) => money(amount, currency))
  return (
    <Banner tone="note" icon="info">
      {costs.map(({ account, cost }) => (
        <p key={account.id}>
          {say('compose.cost.of', { name: account.name, amount: money(cost.amount, cost.currency) })} {say(cost.why)}
        </p>
      ))}
      {costs.length > 1 && <p>{say('compose.cost.sum', { amount: format.list(sums) })}</p>}
    </Banner>
  )
}
