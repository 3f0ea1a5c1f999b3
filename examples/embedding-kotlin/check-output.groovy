// What the program printed has to stand in the log of its build, line after line, as expected-output.txt has it.
def log = new File(basedir, 'build.log').getText('UTF-8').readLines()*.trim()
def expected = new File(basedir, 'expected-output.txt').getText('UTF-8').readLines()*.trim()
assert expected.size() > 3
assert Collections.indexOfSubList(log, expected) >= 0 : "expected in build.log:\n" + expected.join('\n')
