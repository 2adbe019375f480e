// Runs a Jenkinsfile with the words of a declarative pipeline and nothing behind them: whatever is not a directive where it stands is an error.
// Prints the shell scripts of its steps as JSON.
import groovy.json.JsonOutput

class Body {
  static final WORDS = [
    pipeline: ['agent', 'options', 'triggers', 'environment', 'stages', 'parameters', 'tools', 'post'],
    stages: ['stage'],
    stage: ['steps', 'agent', 'when', 'environment', 'options', 'post'],
    agent: ['docker', 'label'],
    docker: ['image', 'args', 'label'],
    options: ['timeout', 'disableConcurrentBuilds', 'skipDefaultCheckout', 'buildDiscarder'],
    triggers: ['cron', 'pollSCM'],
    // What names credentials is called while the list is made, before withCredentials itself.
    steps: ['sh', 'withCredentials', 'gitUsernamePassword', 'archiveArtifacts', 'echo'],
    withCredentials: ['sh'],
    environment: [],
  ]
  static final NESTED = WORDS.keySet()
  static final List scripts = []
  String kind

  def invokeMethod(String name, args) {
    if (!(name in WORDS[kind])) throw new IllegalStateException("${name} is no word of ${kind}")
    if (name == 'sh') scripts << args[0].toString()
    def closure = args.find { it instanceof Closure }
    if (closure != null) Body.run(name in NESTED ? name : kind, closure)
    return name
  }

  def propertyMissing(String name) { name == 'any' || name == 'WORKSPACE_TMP' ? name : { throw new MissingPropertyException(name) }() }
  def propertyMissing(String name, value) { if (kind != 'environment') throw new IllegalStateException("${name} is set in ${kind}") }

  static void run(String kind, Closure closure) {
    closure.delegate = new Body(kind: kind)
    closure.resolveStrategy = Closure.DELEGATE_ONLY
    closure.call()
  }
}

abstract class Jenkinsfile extends Script {
  def pipeline(Closure closure) { Body.run('pipeline', closure) }
}

def configuration = new org.codehaus.groovy.control.CompilerConfiguration(scriptBaseClass: 'Jenkinsfile')
new GroovyShell(this.class.classLoader, new Binding(), configuration).evaluate(new File(args[0]))
println JsonOutput.toJson(Body.scripts)
