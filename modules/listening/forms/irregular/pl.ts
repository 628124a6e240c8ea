/** Each line a word and its forms, the base form first; see `Irregulars`. */
export const irregular = `
człowiek człowieka człowiekowi człowiekiem człowieku człowiecze ludzie ludzi ludziom ludźmi ludziach
~rok roku rokowi rokiem lata lat latom latami latach laty
dziecko dziecka dziecku dzieckiem dzieci dzieciom dziećmi dzieciach
oko oka oku okiem oczy oczu oczom oczami oczyma oczach ócz
ucho ucha uchu uchem uszy uszu uszom uszami uszach
ręka ręki ręce rękę ręką ręko rąk rękom rękami rękoma rękach ręku
brat brata bratu bratem bracie bracia braci braciom braćmi braciach
ksiądz księdza księdzu księdzem księże księża księży księżom księżmi księżach
pan pana panu panem panie panowie panów panom panami panach
sędzia sędziego sędziemu sędzią sędzim sędzio sędziowie sędziów sędziom sędziami sędziach sędzi
tydzień tygodnia tygodniowi tygodniem tygodniu tygodnie tygodni tygodniom tygodniami tygodniach
dzień dnia dniowi dniem dniu dni dnie dniom dniami dniach
świat świata światu światem świecie światy światów światom światami światach
las lasu lasowi lasem lesie lasy lasów lasom lasami lasach
liść liścia liściowi liściem liściu liście liści liściom liśćmi liściach
koń konia koniowi koniem koniu konie koni koniom końmi koniach
gość gościa gościowi gościem gościu goście gości gościom gośćmi gościach
pieniądz pieniądza pieniądzowi pieniądzem pieniądzu pieniądze pieniędzy pieniądzom pieniędzmi pieniądzach
pieniądze pieniędzy pieniądzom pieniędzmi pieniądzach
przyjaciel przyjaciela przyjacielowi przyjacielem przyjacielu przyjaciele przyjaciół przyjaciołom przyjaciółmi przyjaciołach
paweł pawła pawłowi pawłem pawle pawłowie
imię imienia imieniu imieniem imiona imion imionom imionami imionach
zwierzę zwierzęcia zwierzęciu zwierzęciem zwierzęta zwierząt zwierzętom zwierzętami zwierzętach
pismo pisma pismu pismem piśmie pism pismom pismami pismach
~mieć mam masz ma mamy macie mają miał miała miało mieli miały miałem miałam miałeś miałaś miej miejcie mając mający mająca mające mających
~być jestem jesteś jest jesteśmy jesteście są był była było byli były będę będziesz będzie będziemy będziecie będą bądź bądźcie byłem byłam byłeś byłaś byliśmy byłyśmy będąc będący będąca będące
iść idę idziesz idzie idziemy idziecie idą szedł szła szło szli szły szedłem szłam idź idźcie idąc idący idąca idące
pójść pójdę pójdziesz pójdzie pójdziemy pójdziecie pójdą poszedł poszła poszło poszli poszły poszedłem poszłam pójdź pójdźcie
przyjść przyjdę przyjdziesz przyjdzie przyjdziemy przyjdziecie przyjdą przyszedł przyszła przyszło przyszli przyszły przyszedłem przyszłam przyjdź przyjdźcie
wyjść wyjdę wyjdziesz wyjdzie wyjdziemy wyjdziecie wyjdą wyszedł wyszła wyszło wyszli wyszły wyszedłem wyszłam wyjdź wyjdźcie
wejść wejdę wejdziesz wejdzie wejdziemy wejdziecie wejdą wszedł weszła weszło weszli weszły wszedłem weszłam wejdź wejdźcie
odejść odejdę odejdziesz odejdzie odejdziemy odejdziecie odejdą odszedł odeszła odeszło odeszli odeszły
dojść dojdę dojdziesz dojdzie dojdziemy dojdziecie dojdą doszedł doszła doszło doszli doszły
przejść przejdę przejdziesz przejdzie przejdziemy przejdziecie przejdą przeszedł przeszła przeszło przeszli przeszły
podejść podejdę podejdziesz podejdzie podejdą podszedł podeszła podeszło podeszli podeszły
znaleźć znajdę znajdziesz znajdzie znajdziemy znajdziecie znajdą znalazł znalazła znalazło znaleźli znalazły znalazłem znalazłam znaleziono znaleziony znaleziona znalezione znajdź znajdźcie
spać śpię śpisz śpi śpimy śpicie śpią spał spała spało spali spały śpij śpiąc śpiący
bać boję boisz boi boimy boicie boją bał bała bało bali bały bój
chcieć chcę chcesz chce chcemy chcecie chcą chciał chciała chciało chcieli chciały chciałem chciałam chciałbym chciałabym chcąc
~móc mogę możesz może możemy możecie mogą mógł mogła mogło mogli mogły mogłem mogłam mógłbym mogąc
wiedzieć wiem wiesz wie wiemy wiecie wiedzą wiedział wiedziała wiedziało wiedzieli wiedziały wiedziałem wiedząc
~jeść jem jesz je jemy jecie jedzą jadł jadła jadło jedli jadły jedz jedzcie jedząc jedzony
powinien powinna powinno powinni powinny powinienem powinnam
~sam sama samo samego samemu samym samej samą sami same samych samymi
dobry dobra dobre dobrego dobremu dobrym dobrej dobrą dobrzy dobrych dobrymi lepszy lepsza lepsze lepszego lepszemu lepszym lepszej lepszą lepsi lepszych lepszymi najlepszy najlepsza najlepsze najlepszego najlepszemu najlepszym najlepszej najlepszą najlepsi najlepszych najlepszymi
zły gorszy gorsza gorsze gorszego gorszemu gorszym gorszej gorszą gorsi gorszych najgorszy najgorsza najgorsze najgorszego najgorszych najgorszym najgorszą
duży większy większa większe większego większemu większym większej większą więksi większych większymi największy największa największe największego największemu największym największej największą najwięksi największych największymi
wielki większy większa większe większego największy największa największe
mały mniejszy mniejsza mniejsze mniejszego mniejszemu mniejszym mniejszej mniejszą mniejsi mniejszych mniejszymi najmniejszy najmniejsza najmniejsze najmniejszego najmniejszej najmniejszych najmniejszym
wysoki wyższy wyższa wyższe wyższego wyższemu wyższym wyższej wyższą wyżsi wyższych wyższymi najwyższy najwyższa najwyższe najwyższego najwyższej najwyższych najwyższym
niski niższy niższa niższe niższego niższej niższych niższym najniższy najniższa najniższe najniższych
lekki lżejszy lżejsza lżejsze lżejszego lżejszych
wesoły weselszy weselsza
`
