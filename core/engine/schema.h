#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"

#include <QString>

#include <array>
#include <map>
#include <memory>
#include <vector>

namespace hw::engine {

/// A moment in the store's order, with its time for people.
struct Moment
{
    qint64 seq = 0;
    Timestamp at;
};

/// How often something was seen, and when for the first and the last time.
struct Sightings
{
    qint64 count = 0;
    Moment first;
    Moment last;

    /// Several elements of an array in one event are one sighting.
    void add(const Moment& moment);
    void add(const Sightings& other);

private:
    qint64 m_latest = 0; ///< the event that was added last
};

/// What stood at one place of the bodies of one event type, with all that is below it.
class SchemaNode
{
public:
    Sightings seen;                                         ///< in how many events, whatever it was
    std::array<Sightings, 7> types;                         ///< by json::Type
    std::map<QString, std::unique_ptr<SchemaNode>> members; ///< of objects
    std::unique_ptr<SchemaNode> items;                      ///< of arrays, all indexes as one
    std::map<QString, Sightings> texts;                     ///< short texts, while they are few
    bool hasManyTexts = false;                              ///< free text: `texts` is empty
    bool hasManyMembers = false;                            ///< keys are data; those that came later are not here

    void add(const json::Value& value, const Moment& moment, int depth = 0);
    void add(SchemaNode other);

private:
    void addText(const QString& text, const Sightings& sightings);
};

/// The bodies of one event type, as they were seen.
struct TypeSchema
{
    SchemaNode root;
    std::vector<qint64> seqs; ///< of its events

    void add(const json::Value& body, const Moment& moment);
    void add(TypeSchema other);
};

/// A place that is not what it was.
struct SchemaChange
{
    enum class Kind {
        NewField,
        LostField,
        NewType, ///< `detail` is the type, `before` those that were there
        NewValue ///< of a text that has few: `detail` is the value
    };

    Kind kind = Kind::NewField;
    QString path; ///< "body.data.object.items[].price"
    QString detail;
    QString before;
    Timestamp since;   ///< first (or, for what was lost, last) seen
    qint64 events = 0; ///< of the type since then that show the change
};

/// "new_field", "lost_field", "new_type", "new_value".
[[nodiscard]] QString toString(SchemaChange::Kind kind);

/// Changes that are more than chance: enough events came before, and those that came since agree. Newest first.
[[nodiscard]] std::vector<SchemaChange> changesOf(TypeSchema& schema);

/// {"path", "types": {"string": 12}, "present": 12, "values": […]} of each place, in order.
[[nodiscard]] json::Value toJson(const TypeSchema& schema);

} // namespace hw::engine
