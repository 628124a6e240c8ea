/**
 * A bookmark that opens the page of capturing with the address, title and chosen words of the page one is on. There is no secret in
 * it: whoever presses it must be signed in at the desk.
 */
export function bookmarkletOf(desk: string): string {
  const code = `(()=>{const q=s=>encodeURIComponent(s);open(${JSON.stringify(`${desk}/capture`)}+'?url='+q(location.href)+'&title='+q(document.title.slice(0,300))+'&quote='+q(String(getSelection()).slice(0,3000)),'_blank','popup,width=560,height=760')})()`
  return `javascript:${encodeURIComponent(code)}`
}
