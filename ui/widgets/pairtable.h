#pragma once

#include "ui/models/keyvaluemodel.h"

#include <QTableView>

namespace hw::widgets {

class Theme;

/// Names and values in fixed-width type: headers, console lines. Ctrl+C copies the value, the context menu both.
class PairTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PairTable)

public:
    PairTable(const Theme& theme, const QString& keyTitle, const QString& valueTitle, QWidget* parent = nullptr);

    void setRows(const std::vector<models::KeyValue>& rows) { m_model.setRows(rows); }
    [[nodiscard]] const models::KeyValueModel& pairs() const { return m_model; }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void applyTheme();
    void fitKeys();
    void copyCell(int column);

    const Theme& m_theme;
    models::KeyValueModel m_model;
};

} // namespace hw::widgets
