const deadlock = '40P01'

/** Two transactions that waited for each other: the one that was ended begins anew. */
export async function againOnDeadlock<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code !== deadlock || tries >= 5) throw error
    }
  }
}
