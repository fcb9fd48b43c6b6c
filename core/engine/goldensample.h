#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/engine/sourceruntime.h"
#include "core/record/event.h"
#include "core/record/run.h"

#include <QString>
#include <QStringList>

/// Samples that are tests: a request that may be shown to anybody, and what is expected of it. Pure functions.
namespace hw::engine {

/// The content of samples/<name>.expect.json.
struct Expectation
{
    static constexpr int currentFormat = 1;

    Timestamp receivedAt; ///< the test's clock
    QString environment;  ///< whose vars apply
    QStringList ignore;   ///< paths in `outcome` that may differ: "preprocess.token", "actions[0].payload.data"
    json::Value outcome;  ///< outcomeJson() of the run
    json::Object extra;   ///< members that this version does not know

    friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// ParseError (reason) for a wrong shape, WorkspaceTooNew for a newer format. `file` is only named in errors.
[[nodiscard]] Result<Expectation> readExpectation(QByteArrayView text, const QString& file);
[[nodiscard]] QByteArray writeExpectation(const Expectation& expectation);

/// What a test holds of a run: no ids, times of this machine, places in the script or console, which vary while the
/// outcome does not.
[[nodiscard]] json::Value outcomeJson(const Run& run);

/// The environment of a test: its vars, and a throw-away value for each secret's name, the same each time, in the form
/// that the source's scheme asks for. No real secret is looked up.
[[nodiscard]] EnvironmentRuntimePtr testEnvironment(const workspace::Workspace& workspace,
                                                    const workspace::Environment& environment,
                                                    const workspace::Source& source);

/// The event that a test runs.
[[nodiscard]] Event testEvent(const workspace::Source& source, const Expectation& expectation, http::Message request);

/// The captured request without secrets: every stored one that stands in it is replaced by its throw-away value, other
/// credentials and the masked places ("body.data.email", "headers.x-user") by made-up ones; where the event verified,
/// it is signed anew, at its receipt, with the throw-away value. `real` is where the stored secrets are.
///
/// Errors: InvalidArgument for a place that is none or is not in the event; NotSupported where the body is no JSON and
/// a place of it is to be masked; what signing says.
[[nodiscard]] Result<http::Message> maskedRequest(const Event& event, const Run& run, const SourceRuntime& source,
                                                  const EnvironmentRuntime& real, const EnvironmentRuntime& test,
                                                  const QStringList& masks);

/// A name for the sample that is not taken yet: the event type, then the type with a number.
[[nodiscard]] QString sampleName(const QString& eventType, const QStringList& taken);

} // namespace hw::engine
