import type { FeelingWords } from './feeling-words.ts'

export const sv: FeelingWords = {
  good: `bra bäst* bättre fantastisk* underbar* älska* grym* toppen härlig* fin fint fina finaste god gott goda godaste nöjd* tack* tacksam*
    rekommendera* perfekt* kanon* super* trevlig* snäll* hjälpsam* glad* snabb* fräsch* skön* vacker* prisvärd* kul rolig* lysande
    mysig* favorit* proffs* suverän* imponer* otrolig* strålande stolt utmärkt* smidig*`,
  bad: `dålig* sämst* sämre usel* hemsk* värdelös* skit* skräp* hata* äcklig* trasig* krascha* krångla* fel felet problem bedrägeri* lurad
    lurar otrevlig* långsam* sen sena försen* förlorad saknas besviken besvikna besvikelse* arg arga kall kallt mögl* smutsig* lukta* läck* dyr dyrt
    dyra skandal* skäms skam pinsam* oacceptabel* ignorer* ledsen* ont mardröm* ful fult tråkig* avboka* kass kasst reklam* gick sönder patetisk*`,
  not: 'inte ej aldrig ingen inget inga utan icke knappt varken ingenting',
  but: 'men dock fast däremot förutom',
  time: 'sekund* minut* timm* dag* vecka* veckor* månad* år året måndag tisdag onsdag torsdag fredag lördag söndag',
  ask: 'vad när var vem hur varför vilken vilket vilka finns har kan går någon är',
}
