/** So many answers go before a post that is due as well. */
const answersPerPost = 3

/**
 * Who is answered does not wait behind a backlog of posts, and posts go on under any number of answers: after every three
 * answers one post, and every fourth turn begins with a post, for an account whose network takes one call at a time. Both are
 * in the order of their moments; `turn` grows with every turn of the account.
 */
export function inTurn<T extends { postId: string | null }>(due: T[], turn: number): T[] {
  const posts = due.filter((one) => one.postId !== null)
  const answers = due.filter((one) => one.postId === null)
  if (posts.length === 0 || answers.length === 0) return due
  const ordered: T[] = []
  let left = turn % (answersPerPost + 1) === 0 ? 0 : answersPerPost
  while (posts.length > 0 || answers.length > 0) {
    const isPost = answers.length === 0 || (posts.length > 0 && left === 0)
    left = isPost ? answersPerPost : left - 1
    ordered.push(...(isPost ? posts : answers).splice(0, 1))
  }
  return ordered
}
