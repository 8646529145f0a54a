"""Common given names of the countries that are served: a line that begins or ends with one names a person.

Used to tell an employee's name above a company's from another company's, and whether a title agrees with a person's
given name; a rare name is left to a person.
"""

from __future__ import annotations

_NAMES = """
    aart abdel achim adam adrian adriana agnes ahmed alain alan albert alberto alessandra alessandro alex
    alexander alexandra alexandre alexia alfred ali alice alison amelie amir an ana andre andrea andreas andree
    andrew andries angela angelo anita anja anke ann anna anne annelies annemarie annick anouk anthony antje
    anton antonia antonio arie arjan arnaud arne arno arthur astrid aurelie axel barbara bart bas bastien beat
    beatrice beatrix ben benedetta benedicte benjamin benoit bernadette bernard bernd bert bianca birgit bjorn
    bob bram brecht brenda brian brigitte britt bruno camille carina carine carl carla carlo carlos carmen carol
    carolina caroline catherine cecile cecilia cedric celine charles charlotte chiara chloe chris christel
    christian christiane christina christine christoph christophe claire clara claude claudia claudine clement
    colette corinne cornelia cornelis daan damien dan daniel daniela daniele danielle danny dario dave david
    davide deborah delphine denis denise diana didier dieter dimitri dirk dominik dominique donald dorien
    dorothea eddy edith eduard edward elena eleonora eline elisa elisabeth elise elizabeth elke ellen els elsa
    emanuele emiel emile emilie emily emma emmanuel enrico eric erich erik erika ernst erwin esther etienne
    eugene eva eveline evelyne fabian fabienne fabio fabrice fanny federica federico felix femke ferdinand
    fernand filip fiona florence florian franca francesca francesco francis franck franco francois francoise
    frank frans franz fred frederic frederik freya friedrich fritz gabriel gabriela gabriele gabriella gabrielle
    gaston geert georg george georges georgia gerald gerard gerd gerda gerhard germaine gert ghislain giacomo
    gianni gilbert gilles giorgio giovanna giovanni gisela giulia giuseppe godelieve greet greta griet guido
    guillaume gunter gustav guy hanna hannah hannelore hans harald harry heidi heike heiko heinrich heinz helen
    helena helene helga hendrik henk henri herbert herman hermann herve hilde hubert hugo ian ignace ilse ine
    inge ingrid irene iris isabel isabella isabelle ivan ivo jack jacob jacqueline jacques jake jakob james jan
    jana jane janine jasmine jasper jean jeanette jeanine jeanne jef jennifer jens jeremy jeroen jerome jessica
    jim jo joachim joan joanna jochen joel joelle johan johann johanna johannes john jolien jonas jonathan joost
    joris jos jose josee josef joseph josephine joyce juergen jules julia julian julie julien jurgen justine
    kaat karel karen karin karl karla karolien katarina kate katharina katherine kathleen katja katleen katrien
    katrin kees kelly kenneth kevin kim klaas klaus koen konrad kris kristel kristien kristina kurt lara lars
    laura laurence laurent lea leen leo leon leonardo leonie lien lies lieve lieven lilian linda lisa lise
    lorenzo lotte louis louisa louise luc luca lucas lucia lucie lucien ludo ludovic luigi luisa luk lukas lutz
    lydia maarten madeleine magali manfred manuel manuela marc marcel marcella marcelle marco margaret margot
    maria marianne marie marieke mariette marijke marina mario marion marjan mark markus marleen marlies martha
    martijn martin martina martine mary mathias mathieu mathilde matteo matthew matthias maud maurice max maxime
    mehmet melanie mia michael michaela michel michela michele micheline michelle mieke miguel mike mira
    mireille mohamed mohammed monica monika monique myriam nadia nadine nancy natalie natasha nathalie neil nele
    nick nico nicola nicolas nicole niels nigel nikolaus noa noah noel nora norbert odette odile olga oliver
    olivia olivier oscar paola paolo pascal pascale patricia patrick patrizia paul paula paule pauline pedro
    peggy peter petra philip philipp philippe pia piere pierre piet pieter pim quentin rachel raf rafael ralf
    ralph raphael raymond rebecca regina regine reinhard remy renaat renate rene renee reto ria riccardo richard
    rik rita rob robert roberta roberto robin roel roger roland rolf romain romaine roman ronald ronny rosa
    rosalie rose rudi rudolf rudy ruth ruud sabine sabrina sally sam samir samuel sander sandra sanne sara sarah
    saskia sebastian sebastien sem serena serge sergio sibylle sigrid silke silvia simon simona simone sofia
    sofie solange sonia sonja sophia sophie stefaan stefan stefania stefanie stefano steffen stephan stephane
    stephanie stephen steve steven stijn sue susan susanne suzanne sven sylvia sylvie tamara tania tanja tatjana
    ted theo theodor therese thibault thierry thijs thomas tijs tilde tim timo tina tine tineke tjorven tobias
    tom tommaso toni tony torsten tristan udo ugo ulrich ulrike urs ursula ute uwe valentina valentine valerie
    vanessa vera veronica veronique victor victoria viktor vincent vincenzo virginie viviane walter wanda wendy
    werner wilfried wilhelm willem willemijn william willy wilma wim wolfgang wouter xavier yann yannick yusuf
    yves yvette yvonne zoe
"""
GIVEN_NAMES = frozenset(_NAMES.split())
_EITHERS = """
    alex andrea camille carol chris claude daniele dominique gabriele jean jo joan jose kelly kim kris laurence luca
    maxime michele nicola noa robin sam sanne simone tjorven toni
"""
_WOMENS = """
    agnes alison ann annelies annick anouk astrid beatrix birgit britt carmen christel deborah dorien edith elisabeth
    elizabeth ellen els emily esther fanny greet griet hannah heidi helen ingrid iris isabel jennifer jolien kaat karen
    karin karolien kathleen katleen katrien katrin kristel kristien leen lien lies lilian magali margaret margot marion
    marjan marleen marlies mary myriam nancy peggy rachel ruth sally sarah sigrid susan wendy willemijn
"""
_MENS = """
    alexandre andre arie arne christophe dave davide emanuele emile etienne eugene fabrice george giuseppe guillaume
    herve ignace jake jerome maurice mike philippe piere pierre rene serge stephane steve uwe
"""
_OF_EITHER, _OF_WOMEN, _OF_MEN = (frozenset(names.split()) for names in (_EITHERS, _WOMENS, _MENS))


def is_womans(name: str) -> bool | None:
    """Whether a plain given name is a woman's; None where it is rare, or a man's in another country."""
    if name == "an":
        return True
    if name not in GIVEN_NAMES or name in _OF_EITHER:
        return None
    return name in _OF_WOMEN or (name[-1] in "ae" and name not in _OF_MEN)
