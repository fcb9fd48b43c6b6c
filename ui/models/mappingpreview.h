#pragma once

#include "core/mapping/mapping.h"
#include "core/store/rows.h"
#include "ui/models/mappingpreviewmodel.h"
#include "ui/models/mappingslotsmodel.h"

#include <QHash>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

/// What the mappings of one type make of events, as pure functions over values. Safe on any thread.
namespace hw::models {

/// An event as mappings see it: a captured one with what its last run's script returned, or the catalogue's example.
struct SampleEvent
{
    QString id;         ///< "hw_…"; empty for an example
    QString providerId; ///< empty = not known
    QString type;
    Timestamp receivedAt;
    http::Headers headers;
    QByteArray body;                         ///< as it came
    std::shared_ptr<const json::Value> root; ///< {body, headers, preprocess}; the last only where a script ran

    [[nodiscard]] bool isExample() const { return id.isEmpty(); }
};

/// `split` is the split path of its source, by which an element of a batch is found.
[[nodiscard]] SampleEvent sampleOf(const store::StoredEvent& event, const std::optional<mapping::Path>& split);
[[nodiscard]] SampleEvent exampleOf(const QString& type, const http::Headers& headers, const QByteArray& body);

/// Variables of the environment: a secret's name stands for its value.
using PreviewVars = QHash<QString, QString>;

/// The value at a path of the event; undefined where there is none.
[[nodiscard]] json::Value valueAt(const SampleEvent& event, const PreviewVars& vars, const mapping::Path& path);

/// A parameter of an action of which the table shows a column.
struct PreviewField
{
    QString mapping; ///< id
    QString parameter;
};

struct PreviewRequest
{
    std::vector<mapping::Mapping> mappings; ///< in execution order
    std::vector<PreviewField> fields;
    QString environment;
    PreviewVars vars;
    QHash<QString, QString> broken; ///< expressions that do not compile, with what is wrong
    Timestamp now;
};

/// Plans the mappings for the event by mapping::plan(). Expressions are not evaluated: what depends on one says so, and
/// one that does not compile fails as it would.
[[nodiscard]] PreviewRow previewOf(const SampleEvent& event, const PreviewRequest& request);

/// Whether the condition holds for the event; nothing where an expression decides.
[[nodiscard]] std::optional<bool> conditionHolds(const mapping::Condition& condition, const SampleEvent& event,
                                                 const PreviewVars& vars);

/// What a binding gives for the event; undefined where nothing, or where an expression decides.
[[nodiscard]] json::Value bindingValue(const mapping::Binding& binding, const SampleEvent& event,
                                       const PreviewVars& vars);

/// What a binding gives for the event, in one line; empty where nothing.
[[nodiscard]] QString bindingPreview(const mapping::Binding& binding, const SampleEvent& event,
                                     const PreviewVars& vars);

} // namespace hw::models
