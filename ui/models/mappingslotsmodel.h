#pragma once

#include "core/mapping/actionkinds.h"
#include "core/mapping/binding.h"

#include <QAbstractListModel>

#include <vector>

namespace hw::models {

/// Names a place of a mapping that a value can be put into: a parameter of an action, or the path of one of its tests.
struct SlotRef
{
    QString mapping;   ///< id; empty = no slot
    QString parameter; ///< empty for a test
    int test = -1;     ///< of the condition, from 0

    [[nodiscard]] bool isValid() const { return !mapping.isEmpty(); }
    friend bool operator==(const SlotRef&, const SlotRef&) = default;
};

/// One parameter of an action's card.
struct MappingSlot
{
    enum class Content { Empty, Path, Literal, Expression, Malformed };

    SlotRef ref;
    QString action; ///< kind
    QString title;
    QString help;
    bool required = false;
    Content content = Content::Empty;
    QString text;            ///< as it is typed (mappingtext.h)
    QString preview;         ///< what it gives for the sample event; empty = nothing
    QString problem;         ///< empty = none
    QString suggestion = {}; ///< a path that an empty one may want; empty = none
    QString count = {};      ///< "3 recipients" of the sample event, where the slot takes several; empty = none
    QString fallback = {};   ///< what stands in where the value is missing, as it is typed; empty = nothing

    friend bool operator==(const MappingSlot&, const MappingSlot&) = default;
};

/// The slots of all cards of the chosen type, card by card, in the order of the forms.
class MappingSlotsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        TextRole = Qt::UserRole + 1,
        ContentRole, ///< int of MappingSlot::Content
        RequiredRole,
        PreviewRole,
        ProblemRole,
        ActionRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// Other slots reset the model, other contents of the same slots change rows.
    void setSlots(std::vector<MappingSlot> rows);
    [[nodiscard]] const std::vector<MappingSlot>& rows() const { return m_rows; }
    [[nodiscard]] const MappingSlot* find(const SlotRef& ref) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<MappingSlot> m_rows;
};

} // namespace hw::models
