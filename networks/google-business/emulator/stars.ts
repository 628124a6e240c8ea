export const starNames = ['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE']
