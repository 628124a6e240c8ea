/** Words apart by blanks; one that ends in `*` is the beginning of words. */
export type FeelingWords = {
  good: string
  bad: string
  /** What turns the next words round. */
  not: string
  /** What says that the clause behind it weighs more. */
  but: string
  /** What people count when they wait. */
  time: string
  ask: string
}
