"""Words too common to tell one session from another, folded as `tokens.fold` folds.

`STOP_WORDS` are the function words of seven languages ("war" and "todo" are topics). `SMALL_TALK` is what people write
about themselves and organizers about any session: no interest in a sentence, but one when somebody lists it.
"""

_ENGLISH = """
a about above after again against all almost alone along already also although always am among an and another any
anyone anything are aren as at away be became because become been before behind being below between both but by came
can cannot come could couldn did didn do does doesn doing don done down during each either else enough etc even ever
every everyone everything few first for from further gave get gets getting give given gives go goes going gone got had
hadn has hasn have haven having he her here hers herself him himself his how however i if in indeed instead into is
isn it its itself just keep last latter least less let like ll made make makes many may maybe me might mine more
moreover most much must my myself namely neither never nevertheless next no nobody none nor not nothing now of off
often on once one only onto or other others otherwise our ours ourselves out over own per perhaps please put quite
rather re really said same say see seem seemed seems she should shouldn since so some somehow someone something
sometimes somewhere still such take than that the their theirs them themselves then there therefore these they thing
things this those though through throughout thus to together too toward towards two under until up upon us use used
uses using ve very via want wants was wasn way we well went were weren what whatever when whenever where whereas
wherever whether which while who whoever whole whom whose why will with within without won would wouldn yet you your
yours yourself yourselves
"""
_GERMAN = """
aber alle allem allen aller alles als also am an ander andere anderen auch auf aus bei beim bereits bin bis bist da
dabei dadurch dafur dagegen daher damit danach dann daran darauf daraus darf darin daruber darum das dass dazu dein
deine dem den denen denn der deren des dessen deshalb dich die dies diese diesem diesen dieser dieses dir doch dort du
durch durfen ein eine einem einen einer eines einige einigen einmal er es etwa etwas euch euer eure fur gegen geht
gibt haben habt hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer ins ist ja jede
jedem jeden jeder jedes jedoch jene kann kannst kein keine keinen konnen konnte konnten machen man mehr mein meine
mich mir mit muss mussen nach nicht nichts noch nun nur ob oder ohne schon sehr sein seine seinem seinen seiner seit
selbst sich sie sind so sogar solche soll sollen sollte sondern sowie und uns unser unsere unter viel viele vom von
vor wann warum was weil welche welchen welcher wenn wer werden wie wieder will wir wird wo wollen wurde wurden zu zum
zur zwar zwischen uber
"""
_FRENCH = """
afin ainsi alors apres au aucun aussi autre autres aux avec avant avez avoir avons car ce ceci cela celle celui ces
cet cette ceux chaque chez comme comment dans de des depuis dont du elle elles encore entre est et etaient etait etes
etre eu eux fait faire fois font ici il ils je la le les leur leurs lors lorsque lui ma mais mes meme moi moins mon ne
ni nos notre nous ont ou par parce pas pendant peu peut plus pour pourquoi qu quand que quel quelle quels qui quoi sa
sans se selon sera ses si soi sommes sont sous sur ta tes toi ton toujours tous tout toute toutes tres tu un une vers
voici vos votre vous
"""
_SPANISH_AND_PORTUGUESE = """
ademas al algo algunas algunos ante antes aqui asi aun aunque cada como con contra cual cuando de del desde donde dos
durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estan estar estas este esto estos
fue fueron ha hacia han hasta hay la las le les lo los mas mi mientras mis mucho muchos muy nada ni no nos nosotros o
os otra otras otro otros para pero poco por porque pues que quien quienes se sea segun ser si sido sin sino sobre
somos son su sus tambien tanto te tiene tienen toda todas todos tras tu tus u un una unas uno unos usted y ya yo ao
aos aquela aquele as ate com das dela dele ela elas eles em essa esse eu foi foram isso isto ja mais mas mesmo meu
minha muito na nao nas nem nos num numa pela pelo pelos quando sao seu seus sua suas tem um uma umas uns voce voces
"""
_ITALIAN_AND_DUTCH = """
a agli al alla alle allo anche ancora che chi cio coi come con cosa cui da dagli dai dal dalla dalle degli dei del
della delle dello di dove e ed era gia gli ha hai hanno ho i il in io la le lei li lo loro lui ma mi mia mio ne nei
nel nella nelle noi non nostra nostro o ogni per perche piu poi quale quando quella quelle quelli quello questa queste
questi questo qui se sei si sia sono sta stato su sua sue sugli sul sulla suo tra tutti tutto un una uno vi voi aan al
alle alleen als ander andere bij dan dat de deze die dit doen door dus een eens en er ge geen had hebben heb heeft het
hier hij hoe hun iets ik in is ja jij je jou jouw kan kon kunnen maar me meer men met mij mijn moet na naar niet niets
nog nu of om onder ons onze ook op over reeds te tegen toch toen tot uit uw van veel voor waar wat we wel werd wezen
wie wij wil worden zal ze zelf zich zij zijn zo zonder zou
"""
_SMALL_TALK = """
attend attendee attendees audience conference discuss discusses enjoy event explain explore explores focus good great
hear help helps hope interest interested interesting interests introduce introduces join know learn learned learnt
likes look looking love meet new passionate people present presented presents presentation session sessions share
shared sharing show shows speak speaker speakers talk talks topic topics try understand work worked working works year
years
"""

STOP_WORDS = frozenset(" ".join((_ENGLISH, _GERMAN, _FRENCH, _SPANISH_AND_PORTUGUESE, _ITALIAN_AND_DUTCH)).split())
SMALL_TALK = frozenset(_SMALL_TALK.split())
