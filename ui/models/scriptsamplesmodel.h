#pragma once

#include "core/store/rows.h"

#include <QAbstractListModel>

#include <vector>

namespace hw::models {

/// What the last run of the script made of a sample.
enum class SampleMark { None, Running, Passed, Failed };

/// Something that a script can be tried on: a captured event, a sample that is kept, or one of the catalogue.
struct ScriptSample
{
    QString type;    ///< the event's type, one row for each; of a kept one its file, "customer.created.http"
    QString eventId; ///< "hw_…"; empty = not captured
    QString detail;  ///< the provider's id, or ours; says where it is from for the others
    SampleMark mark = SampleMark::None;
    QString kept = {}; ///< the name of a sample that is kept with the source; empty = none is

    [[nodiscard]] bool isCaptured() const { return !eventId.isEmpty(); }
    [[nodiscard]] bool isKept() const { return !kept.isEmpty(); }
    [[nodiscard]] const QString& title() const { return isKept() ? kept : type; }
    friend bool operator==(const ScriptSample&, const ScriptSample&) = default;
};

/// The samples of a source: captured ones, then those that are kept, then the catalogue's.
class ScriptSamplesModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole + 1, ///< QString
        MarkRole,                      ///< int of SampleMark
        CapturedRole,                  ///< bool
        KeyRole,                       ///< QString: ScriptSample::type
        KeptRole,                      ///< QString: ScriptSample::kept
    };

    explicit ScriptSamplesModel(QObject* parent = nullptr);

    /// Another source: empty until its samples are known.
    void clear();
    void setCatalogue(const QStringList& types);
    /// The names of those that are kept with the source.
    void setKept(const QStringList& names);
    /// The newest event of each type, newest first. Those that are there keep their rows, so that nothing moves under
    /// the pointer while events arrive; the one that stands at `keptType` and those that were tried keep their events
    /// too: whoever looks into an event does not get another under the hands, and a mark stays until the next trial.
    void setCaptured(const std::vector<store::EventRow>& newestFirst, const QString& keptType);
    void setMark(const QString& type, SampleMark mark);
    void clearMarks();

    [[nodiscard]] const std::vector<ScriptSample>& samples() const { return m_samples; }
    [[nodiscard]] const ScriptSample* find(const QString& type) const;
    [[nodiscard]] int rowOf(const QString& type) const; ///< -1 = not there
    [[nodiscard]] int failing() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    /// The captured ones, then the others.
    void refresh();
    /// Makes the rows those of `wanted` (which has one for each type), row by row.
    void become(const std::vector<ScriptSample>& wanted);

    QStringList m_catalogue;
    QStringList m_kept;
    std::vector<ScriptSample> m_captured;
    std::vector<ScriptSample> m_samples;
};

} // namespace hw::models
