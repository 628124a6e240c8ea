/** Names that people really give themselves to break what shows them. */
export const oddPeople = [
  { name: '<script>alert("name")</script>', handle: 'script_kid' },
  { name: '<img src=x onerror=alert(1)> Ltd', handle: 'image_ltd' },
  { name: 'ليلى الحداد', handle: 'layla_haddad' },
  { name: 'נועה לוי', handle: 'noa_levy' },
  { name: 'Anna \u202Egnp.exe\u202C Nowak', handle: 'turned_round' },
  { name: 'Z\u0351\u0312\u0305a\u0300\u0316l\u030d\u0347g\u0333\u033ao\u0334\u0353', handle: 'marks_above' },
  { name: '👩🏾‍🚀👨‍👩‍👧‍👦🏳️‍🌈', handle: 'only_emoji' },
  { name: "Robert'); DROP TABLE people;-- {{7*7}} \x24{7*7}", handle: 'little_tables' },
]
