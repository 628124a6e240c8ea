import { useLocation } from '@tanstack/react-router'
import { useWords } from '../../i18n/words.tsx'
import { RuleEditor } from './rule-editor.tsx'
import { empty, starters, type Written } from './starting.ts'

/** A rule to be: the hash may name one that many begin with. */
export function Screen() {
  const say = useWords()
  const { hash } = useLocation()
  const starter = starters.find((one) => one.id === hash)
  const first: Written = starter
    ? { ...empty, ...starter, stops: starter.stops ?? false, name: say(`rules.starter.${starter.id}`) }
    : empty
  return <RuleEditor key={hash} title={say('rules.new')} first={first} />
}
