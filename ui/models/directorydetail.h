#pragma once

#include "core/delivery/directoryreadthread.h"
#include "ui/models/directorytext.h"

#include <QHash>

#include <optional>
#include <vector>

namespace hw::models {

/// Where something in the detail leads to: a row of the Directory, or a list filtered by a text.
struct DirectoryLink
{
    delivery::DirectoryTarget target;
    QString filter = {}; ///< not empty = the list of target.kind with this filter

    friend bool operator==(const DirectoryLink&, const DirectoryLink&) = default;
};

struct DirectoryProperty
{
    QString key;
    QString value;
    ValueKind kind = ValueKind::String;

    friend bool operator==(const DirectoryProperty&, const DirectoryProperty&) = default;
};

struct DirectoryChip
{
    QString icon;
    QString text;
    std::optional<DirectoryLink> link;

    friend bool operator==(const DirectoryChip&, const DirectoryChip&) = default;
};

/// One entry of a list: a member, a recipient, or a run in a timeline.
struct DirectoryItem
{
    QString icon;
    Tone tone = Tone::Plain;
    QString title;
    QString text;
    QString time;
    std::optional<DirectoryLink> link;

    friend bool operator==(const DirectoryItem&, const DirectoryItem&) = default;
};

/// "Identify user from customer.updated".
struct DirectoryChange
{
    QString action;
    QString eventType; ///< empty = the event is stored no more
    QString eventId;
    QString provider; ///< of the event's source, for its glyph; empty = not known
    QString source;   ///< name
    QString time;

    friend bool operator==(const DirectoryChange&, const DirectoryChange&) = default;
};

/// A part of the detail under a title; one of the lists is filled.
struct DirectorySection
{
    enum class Kind { Properties, Chips, Items, Timeline, Change };

    Kind kind = Kind::Properties;
    QString title;
    QString more; ///< what leads to the rest: "All 11"; empty = all is shown
    std::optional<DirectoryLink> moreLink;
    std::vector<DirectoryProperty> properties;
    std::vector<DirectoryChip> chips;
    std::vector<DirectoryItem> items;
    std::optional<DirectoryChange> change;

    friend bool operator==(const DirectorySection&, const DirectorySection&) = default;
};

/// What the panel beside the table shows of one row.
struct DirectoryDetail
{
    delivery::DirectoryTarget target;
    QString icon;
    QString title;
    QString id; ///< what "Copy ID" copies
    std::vector<DirectorySection> sections;

    friend bool operator==(const DirectoryDetail&, const DirectoryDetail&) = default;
};

/// `sources` by key.
[[nodiscard]] DirectoryDetail directoryDetail(const delivery::DirectoryDetails& details,
                                              const QHash<QString, SourceLabel>& sources, Timestamp now);

} // namespace hw::models
