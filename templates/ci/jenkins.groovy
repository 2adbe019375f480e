// Checks the API contracts of every pull request. Goes to Jenkinsfile, for a multibranch pipeline.
//
// A contract is compared with the branch it goes to, and its deprecations are dated by git, so the whole history is needed. In the settings
// of the branch source: discover pull requests by "merging the pull request with the current target branch", which fetches that
// branch too, and leave "Advanced clone behaviours: shallow clone" out.
pipeline {
  agent {
    // Pin the image by digest: node:22@sha256:…
    docker { image 'node:22' }
  }
  options {
    timeout(time: 10, unit: 'MINUTES')
    disableConcurrentBuilds(abortPrevious: true)
  }
  triggers {
    // Sunsets come nearer although nobody changes anything.
    cron('H 6 * * 1')
  }
  environment {
    // The container's user has no home: npm and git keep their files in the workspace.
    HOME = "${WORKSPACE_TMP}"
  }
  stages {
    stage('countersign') {
      steps {
        sh 'git config --global --add safe.directory "$WORKSPACE"'
        // Pin the tool: add countersign to devDependencies, and put `npm ci` before this line.
        sh 'npx --yes countersign check'
      }
    }
  }
}
