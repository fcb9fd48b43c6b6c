#pragma once

#include <QString>

namespace hw::models {

/// What the sidebar leads to.
enum class PlaceKind {
    AllEvents,
    Source, ///< with the source's key
    Directory,
    Deliveries,
    Unrouted,
    Settings,
};

struct Place
{
    PlaceKind kind = PlaceKind::AllEvents;
    QString source = {}; ///< key; only for PlaceKind::Source

    friend bool operator==(const Place&, const Place&) = default;
};

} // namespace hw::models
