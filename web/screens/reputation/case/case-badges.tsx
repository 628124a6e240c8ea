import type { CaseStatus } from '../../../api/reputation.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Badge, type Tone } from '../../../ui/feedback.tsx'

export function SeverityBadge({ severity }: { severity: number }) {
  const say = useWords()
  return (
    <Badge tone={severity > 2 ? 'bad' : severity === 2 ? 'warn' : 'plain'} icon="flag">
      {say(`repute.severity.${severity}`)}
    </Badge>
  )
}

const tones: Record<CaseStatus, Tone> = {
  ...{ open: 'warn', working: 'accent', 'statement-out': 'note', solved: 'good', lost: 'bad' },
}

export function StatusBadge({ status }: { status: CaseStatus }) {
  const say = useWords()
  return <Badge tone={tones[status]}>{say(`repute.status.${status}`)}</Badge>
}
