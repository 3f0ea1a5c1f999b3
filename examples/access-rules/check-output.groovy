// The adapter kept its contract and every rule. The one that breaks rules was refused by the rules that it breaks, and by no other.
def builds = new File(basedir, 'build.log').getText('UTF-8').split('BUILD SUCCESS', 2)
assert builds.size() == 2 : 'the adapter that keeps the rules was refused'
assert builds[0] =~ /Tests run: 4, Failures: 0, Errors: 0, Skipped: 0.* com\.acme\.access\.PropertiesAccessRulesAdapterTest/
assert builds[0] =~ /Tests run: [4-9][0-9], Failures: 0, Errors: 0, Skipped: 0.* com\.acme\.access\.ArchitectureRulesTest/
assert builds[1].contains('BUILD FAILURE') : 'the adapter that breaks the rules was not refused'
def broken = (builds[1] =~ /(?m)^\[ERROR\] +ArchitectureRulesTest\.theAdapterKeepsTheRule\(\)\[\d+\] ([A-Z_]+): /).collect { it[1] } as Set
def expected = new File(basedir, 'broken-rules.txt').getText('UTF-8').readLines() as Set
assert expected.size() > 4
assert broken == expected
