import { useLayoutEffect, useRef } from 'react'
import { lettersHold, longAgo, patience } from '../../../shell/shortcuts.ts'
import { letterOf } from './letter-of.ts'

export type Keys = Partial<Record<string, () => void>>

/** Single keys while nothing is being typed and nothing is open above. After G the letter belongs to the shell, which goes somewhere. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys)
  now.current = keys
  useLayoutEffect(() => {
    let going = longAgo
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isElsewhere(event.target)) return
      const letter = letterOf(event)
      const follows = event.timeStamp - going < patience
      going = letter === 'g' ? event.timeStamp : longAgo
      if (follows || (letter.length === 1 && !lettersHold())) return
      const act = now.current[letter]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest(
      'input:not([type=checkbox]), textarea, select, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]',
    ) !== null
  )
}
