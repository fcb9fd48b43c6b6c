#pragma once

#include "core/base/json.h"
#include "ui/models/scriptoutline.h"
#include "ui/models/scripttrace.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace hw::models {

class ScriptPresenter;
struct ScriptTrial;

/// A value that the script returned, beside what it was made from.
struct ScriptDiffRow
{
    enum class Kind {
        Same,    ///< what stood in the request
        Changed, ///< made from something that stood there
        Added,   ///< made from nothing in the request that can be told
    };
    enum class Place {
        Known,
        Several, ///< one of some lines: which one is not known
        Unknown,
    };

    QString field; ///< "preprocess.email"
    Kind kind = Kind::Added;
    QStringList inputs; ///< "body.data.object.email"
    QString before;     ///< their values in one line
    QString after;
    Place place = Place::Unknown;
    std::vector<int> lines; ///< that set it; one where it is known

    friend bool operator==(const ScriptDiffRow&, const ScriptDiffRow&) = default;
};

/// What the text of the script and the values of its run tell; `hits` are those of marksFor(), empty before it was run
/// again with them.
[[nodiscard]] std::vector<ScriptDiffRow> scriptDiff(const ScriptTrial& trial, const ScriptOutline& outline,
                                                    const std::vector<ScriptTrace::Mark>& marks = {},
                                                    const std::vector<ScriptTrace::Hit>& hits = {});
/// What has to be watched to tell by which of several lines each returned value was set.
[[nodiscard]] std::vector<ScriptTrace::Mark> marksFor(const ScriptOutline& outline);

/// The returned values of the last run beside the input that they came from, with the line that set each. Where the
/// text alone does not tell the line, the script is run once more, with marks, as long as somebody looks.
class ScriptDiff final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptDiff)

public:
    enum Column { Sign, Field, Input, Output, Line, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole + 1, ///< int of ScriptDiffRow::Kind
        LineRole,                    ///< int; 0 = not known
    };

    /// Both outlive it.
    ScriptDiff(engine::Engine& engine, ScriptPresenter& script, QObject* parent = nullptr);
    ~ScriptDiff() override;

    /// Whether somebody looks.
    void setShown(bool shown);
    void setOnlyChanged(bool only);
    [[nodiscard]] bool onlyChanged() const { return m_onlyChanged; }
    [[nodiscard]] int changedCount() const;
    [[nodiscard]] int sameCount() const;
    [[nodiscard]] const std::vector<ScriptDiffRow>& rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void refresh();
    void trace();
    void setRows(std::vector<ScriptDiffRow> rows);
    void filter();

    ScriptPresenter& m_script;
    ScriptTrace m_trace;
    std::shared_ptr<const ScriptTrial> m_trial;
    ScriptOutline m_outline;
    std::vector<ScriptTrace::Mark> m_marks;
    bool m_shown = false;
    bool m_traced = false;
    bool m_onlyChanged = false;
    std::vector<ScriptDiffRow> m_rows;
    std::vector<size_t> m_visible; ///< of m_rows
};

} // namespace hw::models
