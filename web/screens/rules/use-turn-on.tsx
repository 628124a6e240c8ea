import { type ReactNode, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { changeRule, type Rule, rulesPath } from '../../api/rules.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Confirm } from '../../ui/dialog.tsx'
import { toast } from '../../ui/toast.tsx'

/** Switches a rule on or off; one that would hit most of what is said asks first. */
export function useTurnOn(rule: Rule): { turn: (isOn: boolean) => void; question: ReactNode } {
  const say = useWords()
  const brand = useBrand()
  const [asked, setAsked] = useState<string | null>(null)
  const act = useAct((change: { isOn: boolean; confirmed?: boolean }) => changeRule(brand.id, rule.id, change), {
    ...{ touches: [rulesPath(brand.id)], quiet: true, done: () => setAsked(null) },
  })
  const turn = (isOn: boolean) =>
    act.mutate(
      { isOn },
      {
        onError: (failure) =>
          failure.code === 'rules.hitsMost'
            ? setAsked(failure.saidIn(say))
            : toast(failure.saidIn(say), { tone: 'bad' }),
      },
    )
  const question = (
    <Confirm
      isOpen={asked !== null}
      onClose={() => setAsked(null)}
      title={say('rules.wide.title')}
      act={say('rules.wide.act')}
      isPending={act.isPending}
      onAct={() => act.mutate({ isOn: true, confirmed: true })}
    >
      <p>{asked}</p>
    </Confirm>
  )
  return { turn, question }
}
