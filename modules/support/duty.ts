import { wallAt } from '../../kernel/wall-time.ts'

/** Every week, on the brand's clock. A turn that ends no later than it begins goes on into the next day. */
export type WeeklyTurn = { weekday: number; from: string; to: string; userId: string }
/** Put in by hand: as long as it lasts it takes the place of the week's turns. */
export type HandTurn = { from: Date; to: Date; userId: string }
export type Roster = { zone: string; weekly: WeeklyTurn[]; byHand: HandTurn[] }

/** Who is on duty at that moment; nobody where no turn is set for it. */
export function onDuty(roster: Roster, at: Date): string[] {
  const standIns = roster.byHand.filter((turn) => turn.from <= at && at < turn.to)
  if (standIns.length) return unique(standIns.map((turn) => turn.userId))
  const { weekday, time } = shownIn(roster.zone, at)
  return unique(roster.weekly.filter((turn) => covers(turn, weekday, time)).map((turn) => turn.userId))
}

/** 1 is Monday. */
function shownIn(zone: string, at: Date): { weekday: number; time: string } {
  const [date = '', time = ''] = wallAt(at, zone).split('T')
  return { weekday: ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1, time }
}

function covers({ weekday: day, from, to }: WeeklyTurn, weekday: number, time: string): boolean {
  if (to > from) return day === weekday && from <= time && time < to
  return (day === weekday && from <= time) || ((day % 7) + 1 === weekday && time < to)
}

/** Wall times that the day ends within, such as 22:00 to 07:00, go over midnight. */
export type QuietHours = { from: string; to: string; zone: string }

export function isQuiet(quiet: QuietHours | null, at: Date): boolean {
  if (!quiet || quiet.from === quiet.to) return false
  const { time } = shownIn(quiet.zone, at)
  return quiet.from < quiet.to ? quiet.from <= time && time < quiet.to : quiet.from <= time || time < quiet.to
}

const unique = (ids: string[]) => [...new Set(ids)]
