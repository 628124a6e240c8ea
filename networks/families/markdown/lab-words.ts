/** What a person of the lab means literally, as they must write it where comments are Markdown. */
export const literally = (text: string): string => text.replace(/[\\*_`[\]<>&~^#{}]/g, '\\$&')
