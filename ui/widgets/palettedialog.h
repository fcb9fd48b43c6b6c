#pragma once

#include "ui/models/palettemodel.h"

#include <QDialog>

class QLineEdit;
class QListView;

namespace hw::models {
class PalettePresenter;
}

namespace hw::widgets {

class Theme;

/// The command palette: a field over a list. Arrows move, Enter chooses, Escape or a click elsewhere closes.
class PaletteDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteDialog)

public:
    /// Both outlive it.
    PaletteDialog(const Theme& theme, models::PalettePresenter& presenter, QWidget* parent);

    /// Shows it with these entries, its upper edge at `top` (global), in the middle of the parent.
    void openWith(std::vector<models::PaletteEntry> entries, int top);

Q_SIGNALS:
    /// Comes after the palette has closed.
    void chosen(const hw::models::PaletteEntry& entry);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void fit();
    void moveCurrent(int rows);
    void choose(int row);

    const Theme& m_theme;
    models::PalettePresenter& m_presenter;
    QLineEdit* m_edit;
    QListView* m_list;
    int m_top = 0;
    int m_opened = 0; ///< how many times
};

} // namespace hw::widgets
