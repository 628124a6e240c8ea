export const games: Record<string, string> = { 509658: 'Just Chatting', 509667: 'Food & Drink', 518203: 'Sports' }
